import QtQuick
import Lobby

/** A code that opens one's own page on the phone, once; the server makes it. */
MeStage {
    id: root

    readonly property bool isAway: me.linkFault === "away"
    readonly property bool isClosed: me.linkFault === "closed"

    title: qsTr("On my phone")
    detail: isAway || isClosed ? "" : qsTr("The code is for you alone and works once. There you change your photo and save all that is stored about you as a file.")
    middle: Item {
        id: place
        implicitHeight: Math.max(code.visible ? code.side : 0, words.implicitHeight)

        QrCode {
            id: code
            anchors.centerIn: parent
            side: (Theme.crowded ? 42 : 50) * Theme.unit
            text: root.me.link
            name: qsTr("Code that opens your own page")
        }
        HelpCard {
            id: words
            anchors.centerIn: parent
            width: parent.width
            visible: !code.visible
            iconName: root.isClosed ? "map-pin" : root.isAway ? "cloud-off" : "cloud"
            place: root.isClosed ? qsTr("This house has not opened pages for phones yet. Please ask at the desk.")
                : root.isAway ? qsTr("That needs the server, and it cannot be reached now. Please try later, or ask at the desk.")
                : qsTr("One moment, please")
        }
    }
}
