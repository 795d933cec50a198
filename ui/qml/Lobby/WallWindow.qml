import QtQuick
import Lobby
import Lobby.Models

/** The wall's window: full screen on a television, nothing to touch. */
Window {
    id: root

    required property WallModel model
    property bool dark: model.isNight
    property bool reducedMotion: false
    property real textScale: 1
    property bool fullscreen: false
    readonly property string page: model.visible > 0 ? "people" : "nobody"

    width: 1920
    height: 1080
    visibility: fullscreen ? Window.FullScreen : Window.Windowed
    title: qsTr("Hello Lobby: who is here")
    color: Theme.paper

    WallPage {
        anchors.fill: parent
        model: root.model
    }
    // No cursor over a wall.
    HoverHandler {
        cursorShape: Qt.BlankCursor
    }

    Binding { target: Theme; property: "width"; value: root.width }
    Binding { target: Theme; property: "height"; value: root.height }
    Binding { target: Theme; property: "dark"; value: root.dark }
    Binding { target: Theme; property: "reducedMotion"; value: root.reducedMotion }
    Binding { target: Theme; property: "textScale"; value: root.textScale }
    Binding { target: Theme; property: "language"; value: root.model.language }
}
