import QtQuick
import Lobby

/** One short sentence over the camera's picture: what helps a code that cannot be read yet. */
Rectangle {
    id: root

    required property string advice // an id, empty for none
    required property real most // as wide as it may get
    property string shown: "" // stays while it fades away

    function words(advice: string): string {
        return ({
            come_closer: qsTr("Come a little closer"),
            move_back: qsTr("Move back a little"),
            hold_still: qsTr("Hold it still for a moment"),
            less_bright: qsTr("Turn the brightness down"),
            tilt: qsTr("Tilt it a little"),
            uncover_corner: qsTr("Your thumb covers a corner"),
            one_at_a_time: qsTr("One code at a time, please")
        })[advice] ?? "";
    }
    function iconName(advice: string): string {
        return ({
            come_closer: "zoom-in",
            move_back: "zoom-out",
            less_bright: "sun"
        })[advice] ?? "scan-line";
    }

    width: sentence.x + sentence.width + Theme.gap3
    height: Math.max(9 * Theme.unit, sentence.implicitHeight + 2 * Theme.gap1)
    radius: 4.5 * Theme.unit
    color: Theme.busyTint
    opacity: advice === "" ? 0 : 1
    visible: opacity > 0
    onAdviceChanged: if (advice !== "") shown = advice

    Behavior on opacity { NumberAnimation { duration: Theme.enter; easing.type: Easing.OutCubic } }
    Behavior on shown {
        enabled: root.visible // else the last sentence would come up once more

        SequentialAnimation {
            NumberAnimation { target: content; property: "opacity"; to: 0; duration: Theme.quick; easing.type: Easing.OutCubic }
            PropertyAction {}
            NumberAnimation { target: content; property: "opacity"; to: 1; duration: Theme.quick; easing.type: Easing.OutCubic }
        }
    }
    Item {
        id: content
        anchors.fill: parent

        Icon {
            id: icon
            anchors { left: parent.left; leftMargin: 2.4 * Theme.unit; verticalCenter: parent.verticalCenter }
            name: root.iconName(root.shown)
            size: 1.15 * Theme.large(4.2)
            color: Theme.busy
        }
        TextLine {
            id: sentence
            x: icon.x + icon.width + 1.6 * Theme.unit
            width: Math.min(implicitWidth, root.most - x - Theme.gap3)
            height: parent.height
            text: root.words(root.shown)
            size: Theme.large(4.2)
            wght: Theme.semibold
            wrapMode: Text.WordWrap
            Accessible.role: Accessible.AlertMessage
        }
    }
}
