import QtQuick
import Lobby

/** Says that there is more below than can be seen, and scrolls on by nearly a page; at the end, back to the top. */
Touchable {
    id: root

    required property Flickable view
    property string more: "" // instead of "More"
    readonly property bool isAtEnd: view.atYEnd && !view.atYBeginning

    /** Scroll to this place, or as near as there is something. */
    function scrollTo(y: real): void {
        const first = view.originY;
        glide.to = Math.max(first, Math.min(first + view.contentHeight - view.height, y));
        if (glide.to !== view.contentY)
            glide.restart();
    }

    text: isAtEnd ? qsTr("Back to the top") : more !== "" ? more
        //: There is more further down on this page.
        : qsTr("More")
    ground: Theme.ink
    edge: "transparent"
    corner: height / 2
    leftPadding: Theme.gap3
    rightPadding: Theme.gap3
    onClicked: scrollTo(isAtEnd ? view.originY : view.contentY + 0.8 * view.height)

    NumberAnimation {
        id: glide
        target: root.view
        property: "contentY"
        duration: Theme.fade
        easing.type: Easing.OutCubic
    }
    contentItem: Row {
        spacing: Theme.gap1

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.isAtEnd ? "chevron-up" : "chevron-down"
            color: Theme.paper
        }
        TextLine {
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            wght: Theme.semibold
            color: Theme.paper
            Accessible.ignored: true
        }
    }
}
